package dev.bartizan.sources;

import dev.bartizan.core.config.Meaning;
import dev.bartizan.core.config.Size;
import dev.bartizan.sources.file.Initial;

/** Settings of the feeds that are lines in files. */
record LineSettings(
    @Meaning("Path of the file to follow, or a pattern with * ? [...] {...} in any of its names.")
        String file,
    @Meaning(
            value = "Where to begin in files that are there at the very first start.",
            preset = "start")
        Initial initialPosition,
    @Meaning(value = "Bytes of a line that are read; longer lines are cut.", preset = "1MiB")
        Size maxLine,
    @Meaning(value = "Keep each line as it came, for inspection.", preset = "false")
        boolean keepRaw) {}
