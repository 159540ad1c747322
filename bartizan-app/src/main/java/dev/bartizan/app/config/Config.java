package dev.bartizan.app.config;

import dev.bartizan.core.config.Meaning;
import dev.bartizan.core.config.Settings;
import dev.bartizan.web.ConsoleConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All of bartizan.yaml; each source's section is bound by its type. */
public record Config(
    @Meaning("Name of this installation in its events; the host's name if left out.")
        @Nullable String sensor,
    @Meaning(
            "Directory for the store, users and tokens; if left out $STATE_DIRECTORY,"
                + " /var/lib/bartizan for root, ~/.local/state/bartizan for others.")
        @Nullable Path stateDir,
    @Meaning("Where events are kept.") StoreSection store,
    @Meaning("The listener of page and API.") ConsoleConfig console,
    @Meaning("What is read, by a name of your choice.") Map<String, Settings> sources) {}
