package dev.bartizan.app.daemon;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.bartizan.app.terminal.Plain;

/**
 * Logback's configuration: one line a message on standard error, the chain of causes in it instead
 * of a stack trace, nothing in it that a terminal would obey. BARTIZAN_DEBUG adds stack traces.
 */
public final class Logs extends ContextAwareBase implements Configurator {
  private static final boolean DEBUG = System.getenv("BARTIZAN_DEBUG") != null;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var layout = new OneLine();
    layout.setContext(context);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger("dev.bartizan").setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static final class OneLine extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
      var line = new StringBuilder();
      line.append(event.getInstant()).append(' ').append(event.getLevel()).append(' ');
      line.append(Plain.of(String.valueOf(event.getFormattedMessage())));
      for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
        line.append(": ").append(simple(cause.getClassName()));
        if (cause.getMessage() != null) {
          line.append(": ").append(Plain.of(cause.getMessage()));
        }
        if (DEBUG) {
          for (var step : cause.getStackTraceElementProxyArray()) {
            line.append(System.lineSeparator()).append("    ").append(step);
          }
        }
      }
      return line.append(System.lineSeparator()).toString();
    }

    private static String simple(String className) {
      return className.substring(className.lastIndexOf('.') + 1);
    }
  }
}
