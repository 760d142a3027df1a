package costwright.jobs.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the program as a user does, or its import in a plain JVM where the packaged program is missing or older. */
record Launcher(Path script, boolean packaged) {
    static Launcher find(Path script) throws IOException {
        Path jar = script.resolveSibling("target/costwright.jar");
        return new Launcher(
                script.toAbsolutePath().normalize(),
                Files.exists(jar) && !isOlderThanItsClasses(script.resolveSibling("target/lib")));
    }

    private static boolean isOlderThanItsClasses(Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            Path jobs = files.filter(file -> String.valueOf(file.getFileName()).startsWith("costwright-jobs"))
                    .findFirst()
                    .orElseThrow();
            try (Stream<Path> classes = Files.walk(Path.of("target/classes"))) {
                return classes.filter(file -> file.toString().endsWith(".class"))
                        .anyMatch(file ->
                                file.toFile().lastModified() > jobs.toFile().lastModified() + 60_000);
            }
        }
    }

    String description() {
        return packaged
                ? "scheduler/costwright from the shell"
                : "the import in a plain JVM, for there is no fresh package";
    }

    List<String> importing(Path file, Path store) {
        return packaged
                ? List.of(
                        "sh",
                        script.toString(),
                        "--quiet",
                        "--store",
                        store.toString(),
                        "import",
                        "billing",
                        file.toString())
                : java(ImportPeer.class, file.toString(), store.toString());
    }

    List<String> spend(Path store) {
        return packaged
                ? List.of(
                        "sh",
                        script.toString(),
                        "--store",
                        store.toString(),
                        "--output",
                        "json",
                        "spend",
                        "--by",
                        "month,service")
                : java(SpendPeer.class, store.toString());
    }

    /** Where the program is packaged, peers load the engine's native library as it does, and need not unpack it. */
    private static String classPath() {
        Path libraries = Path.of(System.getProperty("bench.launcher", "../scheduler/costwright"))
                .resolveSibling("target/lib");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> {
                    Path packaged =
                            libraries.resolve(String.valueOf(Path.of(entry).getFileName()));
                    return entry.contains("duckdb_jdbc") && Files.exists(packaged) ? packaged.toString() : entry;
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
