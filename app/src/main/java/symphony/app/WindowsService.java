package symphony.app;

/** What procrun calls in the JVM of a service of Windows. */
public final class WindowsService {
    private WindowsService() {}

    /** Runs a command; a failure ends the JVM with its exit code, by which Windows knows to start it again. */
    public static void start(String[] arguments) {
        Symphony.main(arguments);
    }

    /** Ends the JVM as SIGTERM does elsewhere: a worker drains first. */
    @SuppressWarnings("unused") // procrun hands arguments over
    public static void stop(String[] arguments) {
        System.exit(0);
    }
}
