package dev.bartizan.app.daemon;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/** Hands what the JDK's {@link System.Logger} is told to SLF4J. */
public final class LoggerFinder extends System.LoggerFinder {
  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Bridge(LoggerFactory.getLogger(name));
  }

  private record Bridge(org.slf4j.Logger logger) implements System.Logger {
    @Override
    public String getName() {
      return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
      return level != Level.OFF && logger.isEnabledForLevel(of(level));
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (isLoggable(level)) {
        logger.atLevel(of(level)).setCause(thrown).log(String.valueOf(message));
      }
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object @Nullable ... values) {
      if (isLoggable(level)) {
        var message = String.valueOf(format);
        boolean plain = values == null || values.length == 0;
        logger.atLevel(of(level)).log(plain ? message : MessageFormat.format(message, values));
      }
    }

    private static org.slf4j.event.Level of(Level level) {
      return org.slf4j.event.Level.intToLevel(
          switch (level) {
            case ALL, TRACE -> LocationAwareLogger.TRACE_INT;
            case DEBUG -> LocationAwareLogger.DEBUG_INT;
            case INFO -> LocationAwareLogger.INFO_INT;
            case WARNING -> LocationAwareLogger.WARN_INT;
            case ERROR, OFF -> LocationAwareLogger.ERROR_INT;
          });
    }
  }
}
