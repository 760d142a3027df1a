package costwright.jobs;

import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/** The main job: import → reconcile → analyze → replay → publish. Its history is in the store. */
@Configuration(proxyBeanMethods = false)
@EnableBatchProcessing
@EnableJdbcJobRepository(isolationLevelForCreate = Isolation.SERIALIZABLE)
class WeeklyJob {
    static final String NAME = "weekly";
    /** Keys of what a step leaves for the end of the job and for a later look at it. */
    static final String GAPS = "gaps";

    static final String RESULT = "result";

    @Bean
    Job weekly(JobRepository history, PlatformTransactionManager transactions, WeeklySteps work, StepWatch watch) {
        StepMaker steps = new StepMaker(history, transactions, watch);
        return new JobBuilder(NAME, history)
                .start(steps.step("import", work::importSources))
                .next(steps.step("reconcile", work::reconcile))
                .next(steps.step("analyze", work::analyze))
                .next(steps.step("replay", work::replay))
                .next(steps.step("publish", work::publish))
                .build();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    /** Makes thin steps around plain work. */
    private record StepMaker(JobRepository history, PlatformTransactionManager transactions, StepWatch watch) {
        Step step(String name, Supplier<StepReport> work) {
            // The work takes its own transactions: one around all of it would lock the store for as long.
            DefaultTransactionAttribute none =
                    new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
            return new StepBuilder(name, history)
                    .tasklet(
                            (contribution, chunk) -> {
                                watch.started(name);
                                StepReport report = work.get();
                                contribution.getStepExecution().setReadCount(report.read());
                                contribution.incrementWriteCount(report.written());
                                note(report, contribution.getStepExecution().getExecutionContext());
                                watch.finished(name);
                                return RepeatStatus.FINISHED;
                            },
                            transactions)
                    .transactionAttribute(none)
                    .build();
        }

        private static void note(StepReport report, ExecutionContext context) {
            List<String> gaps = report.gaps();
            context.putString(GAPS, String.join("\n", gaps));
            context.putString(RESULT, report.result());
        }
    }
}
