package costwright.jobs;

import costwright.jobs.store.JobLease;
import costwright.jobs.store.LeaseStore;
import costwright.jobs.store.Store;
import costwright.schema.CostwrightException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to run a job, renewed while this process lives and given back at the end. */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    /** Six renewals missed: a holder on another host is taken for dead. */
    static final Duration EXPIRY = Duration.ofSeconds(60);
    /** Two processes may read the start of a third differently, because the kernel's idea of its boot time wanders. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    private final LeaseStore leases;
    private final JobLease own;
    private final ScheduledExecutorService renewals;
    private final ScheduledFuture<?> renewing;

    private Lease(LeaseStore leases, JobLease own, Clock clock) {
        this.leases = leases;
        this.own = own;
        this.renewals = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease");
            thread.setDaemon(true);
            return thread;
        });
        this.renewing = renewals.scheduleWithFixedDelay(
                () -> renew(clock), RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
    }

    /** @throws CostwrightException SOURCE if a living process holds it */
    static Lease take(Store store, String job, Clock clock) {
        LeaseStore leases = new LeaseStore(store);
        Instant now = clock.instant();
        JobLease own = own(job, now);
        Optional<JobLease> other = leases.take(own, holder -> isDead(holder, own, now));
        if (other.isPresent()) {
            throw CostwrightException.source(
                    "The job %s is running already: process %d on %s, last heard of at %s. Wait until it is done, then try again."
                            .formatted(
                                    job,
                                    other.get().process(),
                                    other.get().host(),
                                    other.get().renewedAt()),
                    null);
        }
        return new Lease(leases, own, clock);
    }

    private static JobLease own(String job, Instant now) {
        ProcessHandle process = ProcessHandle.current();
        String host = host();
        Instant start = start(process);
        return new JobLease(job, host + "/" + process.pid() + "/" + start, host, process.pid(), start, now);
    }

    /** On this host the process table knows; from another host only silence tells. */
    static boolean isDead(JobLease holder, JobLease own, Instant now) {
        if (!holder.host().equals(own.host())) {
            return holder.renewedAt().plus(EXPIRY).isBefore(now);
        }
        return ProcessHandle.of(holder.process())
                .filter(ProcessHandle::isAlive)
                // A new process may have got the number of a dead one.
                .filter(process -> Duration.between(holder.processStart(), start(process))
                                .abs()
                                .compareTo(START_TOLERANCE)
                        <= 0)
                .isEmpty();
    }

    private static Instant start(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Instant.ofEpochSecond(start.getEpochSecond()))
                .orElse(Instant.EPOCH);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("This host has no name.", e);
            return "localhost";
        }
    }

    private void renew(Clock clock) {
        try {
            leases.renew(own, clock.instant());
        } catch (RuntimeException e) {
            // A long write holds the store: the next renewal is soon, and the process table shows us alive meanwhile.
            LOG.debug("The lease was not renewed this time.", e);
        }
    }

    String holder() {
        return own.holder();
    }

    @Override
    public void close() {
        renewing.cancel(true);
        renewals.shutdownNow();
        leases.release(own);
    }
}
