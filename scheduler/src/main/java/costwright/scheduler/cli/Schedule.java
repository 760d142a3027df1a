package costwright.scheduler.cli;

import costwright.scheduler.cron.Cron;
import costwright.scheduler.cron.CronLoop;
import costwright.scheduler.cron.Deployment;
import costwright.scheduler.cron.StoppableWaiting;
import costwright.scheduler.settings.Settings;
import costwright.schema.CostwrightException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stays running and fires jobs, or prints the files with which another scheduler does. */
@Command(
        name = "schedule",
        description = {
            "Stays running and fires jobs by the cron expressions of the settings, one at a time.",
            "SIGTERM ends it after the job that runs."
        },
        subcommands = SchedulePrint.class,
        footer = {"  costwright schedule", "  costwright schedule print --kubernetes | kubectl apply -f -"})
final class Schedule implements Callable<Integer> {
    private final Workspace workspace;

    Schedule(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings.Schedule schedule = workspace.settings().schedule();
        if (schedule.jobs().isEmpty()) {
            throw CostwrightException.settings(
                    "The settings schedule nothing: add schedule.weekly, such as \"0 6 * * MON\".");
        }
        StoppableWaiting waiting = new StoppableWaiting(workspace.clock());
        CountDownLatch ended = new CountDownLatch(1);
        Thread stopping = new Thread(() -> stop(waiting, ended), "stop");
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            CronLoop loop = new CronLoop(schedule.jobs(), workspace.clock(), waiting, this::fire);
            loop.next(workspace.clock().instant())
                    .forEach(due -> workspace.console().note(due.job() + " runs next at " + due.at()));
            loop.run();
            workspace.console().note("Stopped.");
        } finally {
            ended.countDown();
        }
        return 0;
    }

    /** Runs in the shutdown that a signal has begun: the job that runs may end, then the process ends as done. */
    private static void stop(StoppableWaiting waiting, CountDownLatch ended) {
        waiting.stop();
        try {
            ended.await();
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each firing is a run of its own, with its settings read anew; how it failed is said by it. */
    private void fire(String job, Instant due) {
        workspace.console().note(job + " starts, due at " + due);
        int code = Costwright.run(workspace.surroundings(), arguments(job, due).toArray(String[]::new));
        workspace.console().note(job + " ended with exit code " + code);
    }

    private List<String> arguments(String job, Instant due) {
        List<String> arguments = new ArrayList<>(List.of("run", job, "--as-of", due.toString()));
        arguments.addAll(workspace.options().passedOn());
        return arguments;
    }
}

/** Prints the files with which cron, systemd or Kubernetes runs the weekly job. */
@Command(
        name = "print",
        description = "Prints what crontab, systemd or Kubernetes needs to run the weekly job by the settings.",
        footer = {
            "  costwright schedule print --crontab",
            "  costwright schedule print --kubernetes --image example/costwright:0.1.0"
        })
final class SchedulePrint implements Callable<Integer> {
    private static final String JOB = "weekly";
    private static final String USUAL_CRON = "0 6 * * MON";

    private final Workspace workspace;

    @ArgGroup(multiplicity = "1")
    Target target = new Target();

    static final class Target {
        @Option(names = "--crontab", required = true, description = "A file for /etc/cron.d.")
        boolean crontab;

        @Option(names = "--systemd", required = true, description = "A service and a timer.")
        boolean systemd;

        @Option(names = "--kubernetes", required = true, description = "A CronJob with its volume and settings.")
        boolean kubernetes;
    }

    @Option(
            names = "--command",
            paramLabel = "PATH",
            defaultValue = Deployment.USUAL_COMMAND,
            description = "Where the launcher is (default: ${DEFAULT-VALUE}).")
    String command = "";

    @Option(
            names = "--folder",
            paramLabel = "PATH",
            defaultValue = Deployment.USUAL_FOLDER,
            description = "Where the job works (default: ${DEFAULT-VALUE}).")
    String folder = "";

    @Option(
            names = "--image",
            defaultValue = Deployment.USUAL_IMAGE,
            description = "The container image (default: ${DEFAULT-VALUE}).")
    String image = "";

    SchedulePrint(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Settings.Schedule schedule = workspace.settings().schedule();
        Cron cron = schedule.jobs().getOrDefault(JOB, Cron.of(USUAL_CRON, schedule.zone()));
        Map<String, String> files = files(deployment(cron));
        return workspace
                .console()
                .print(Result.of("schedule-print/1", Map.of("files", files)).text(shown(files)));
    }

    private Deployment deployment(Cron cron) {
        try {
            return new Deployment(JOB, cron, command, folder, image);
        } catch (IllegalArgumentException e) {
            throw CostwrightException.settings(String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    private Map<String, String> files(Deployment deployment) {
        Map<String, String> files = new LinkedHashMap<>();
        if (target.crontab) {
            files.put("crontab", deployment.crontab());
        } else if (target.systemd) {
            files.putAll(deployment.systemd());
        } else {
            files.put("cronjob.yaml", deployment.kubernetes());
        }
        return files;
    }

    /** One file as it is; several each under a line with its name. */
    private static String shown(Map<String, String> files) {
        List<String> shown = new ArrayList<>();
        files.forEach((name, text) -> shown.add(files.size() == 1 ? text : "# " + name + "\n" + text));
        return String.join("\n", shown).stripTrailing();
    }
}
