package costwright.scheduler;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import com.google.auto.service.AutoService;

/**
 * Logs to standard error, as one line per event. In code and not in XML, because reading XML would take longer than most
 * commands; a {@code logback.xml} on the class path wins all the same.
 *
 * <p>The system property {@value costwright.scheduler.cli.Costwright#VERBOSITY} chooses: {@code quiet} shows errors,
 * {@code normal} what Costwright does and warnings of libraries, {@code verbose} more of both with stack traces.
 */
@AutoService(Configurator.class)
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String TIME = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level ";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String verbosity = System.getProperty(costwright.scheduler.cli.Costwright.VERBOSITY, "normal");
        boolean verbose = verbosity.equals("verbose");
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(TIME + (verbose ? "%logger{20} %msg%n%ex" : "%msg%n%nopex"));
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("error");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        boolean quiet = verbosity.equals("quiet");
        root.setLevel(quiet ? Level.ERROR : verbose ? Level.INFO : Level.WARN);
        context.getLogger("costwright").setLevel(quiet ? Level.ERROR : verbose ? Level.DEBUG : Level.INFO);
        // The clients of Azure log what they throw as well: a pull tells it once, as a gap with its reason.
        context.getLogger("com.azure").setLevel(verbose ? Level.INFO : Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
