package costwright.scheduler.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code costwright --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "costwright " + Costwright.version(),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
