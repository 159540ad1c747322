package dev.bartizan.sources.file;

/** Device and inode: a name for a file only as long as the file is open. */
record FileId(long dev, long ino) {}
