package costwright.jobs;

import costwright.jobs.store.JobHistory;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoreFailure;
import costwright.schema.CostwrightException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Runs {@code weekly}: once per request, one run at a time, resuming what a crash cut off.
 *
 * <p>A run whose process died stays STARTED in the history. The lease tells whether that process still lives: if so, the
 * second run is refused; if not, the dead run is marked as failed and the same request continues at its failed step.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final Store store;
    private final Clock clock;

    /** @param clock the real time, for the lease only */
    public JobRunner(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The request of the newest run if that run did not complete: what {@code --restart} resumes. */
    public Optional<JobRequest> unfinished() {
        return new JobHistory(store)
                .latest(WeeklyJob.NAME)
                .filter(run -> !run.completed())
                .map(run -> JobRequest.of(run.parameters()));
    }

    /**
     * Runs the job, or resumes it, or finds it done.
     *
     * @throws CostwrightException of the failed step; SOURCE if another process runs the job now
     */
    public JobOutcome run(JobRequest request, WeeklySteps work, StepWatch watch) {
        try (Lease lease = Lease.take(store, WeeklyJob.NAME, clock);
                AnnotationConfigApplicationContext context = context(work, watch)) {
            LOG.debug("Holding the lease {}.", lease.holder());
            JobRepository history = context.getBean(JobRepository.class);
            JobOperator operator = context.getBean(JobOperator.class);
            for (JobExecution dead : history.findRunningJobExecutions(WeeklyJob.NAME)) {
                LOG.warn("Run {} was cut off; its process is gone.", dead.getId());
                operator.recover(dead);
            }
            JobParameters parameters = parameters(request);
            try {
                return outcome(operator.start(context.getBean(Job.class), parameters), false);
            } catch (JobInstanceAlreadyCompleteException done) {
                LOG.debug("Done before.", done);
                return outcome(completed(history, parameters), true);
            } catch (JobExecutionException e) {
                throw CostwrightException.defect("The job weekly could not be started: " + e.getMessage(), e);
            } catch (DataAccessException | TransactionException e) {
                throw StoreFailure.explain(store.location(), e).orElseThrow(() -> e);
            }
        }
    }

    private AnnotationConfigApplicationContext context(WeeklySteps work, StepWatch watch) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean("dataSource", DataSource.class, store::dataSource, bean -> bean.setDestroyMethodName(""));
        context.registerBean(WeeklySteps.class, () -> work);
        context.registerBean(StepWatch.class, () -> watch);
        context.register(WeeklyJob.class);
        context.refresh();
        return context;
    }

    private static JobParameters parameters(JobRequest request) {
        JobParametersBuilder parameters = new JobParametersBuilder();
        request.parameters().forEach(parameters::addString);
        return parameters.toJobParameters();
    }

    private static JobExecution completed(JobRepository history, JobParameters parameters) {
        return history.getJobExecutions(history.getJobInstance(WeeklyJob.NAME, parameters)).stream()
                .filter(execution -> execution.getStatus() == BatchStatus.COMPLETED)
                .findFirst()
                .orElseThrow();
    }

    private JobOutcome outcome(JobExecution execution, boolean doneBefore) {
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw failure(store.location(), execution);
        }
        List<String> gaps = new ArrayList<>();
        String result = "";
        for (StepExecution step : execution.getStepExecutions()) {
            String noted = step.getExecutionContext().getString(WeeklyJob.GAPS, "");
            Arrays.stream(noted.split("\n", -1)).filter(gap -> !gap.isEmpty()).forEach(gaps::add);
            result = step.getExecutionContext().getString(WeeklyJob.RESULT, result);
        }
        return new JobOutcome(execution.getId(), doneBefore, gaps, result);
    }

    private static RuntimeException failure(String location, JobExecution execution) {
        List<Throwable> failures = execution.getAllFailureExceptions();
        for (Throwable failure : failures) {
            Optional<CostwrightException> known = StoreFailure.explain(location, failure);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Throwable first = failures.isEmpty() ? null : failures.get(0);
        return CostwrightException.defect(
                "The job weekly (run %d) ended as %s%s"
                        .formatted(
                                execution.getId(),
                                execution.getStatus(),
                                first == null ? "." : ": " + first.getMessage()),
                first);
    }
}
