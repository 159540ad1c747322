package dev.bartizan.sources;

import dev.bartizan.core.config.Meaning;
import dev.bartizan.core.config.Size;
import dev.bartizan.sources.file.Initial;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Settings of filterlog: lines in files, with times that may lack their zone. */
record FilterlogSettings(
    @Meaning("Path of the file to follow, or a pattern with * ? [...] {...} in any of its names.")
        String file,
    @Meaning(
            value = "Where to begin in files that are there at the very first start.",
            preset = "start")
        Initial initialPosition,
    @Meaning(value = "Bytes of a line that are read; longer lines are cut.", preset = "1MiB")
        Size maxLine,
    @Meaning("Time zone of times that do not name theirs; this machine's if left out.")
        @Nullable ZoneId zone,
    @Meaning(value = "Keep each line as it came, for inspection.", preset = "false")
        boolean keepRaw) {}
