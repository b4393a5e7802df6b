package symphony.bench.report;

/** What a person sees while a benchmark runs: on stderr, so that stdout is the report alone. */
public final class Progress {
    private Progress() {}

    public static void say(String what) {
        System.err.println("bench/run: " + what);
    }
}
