package symphony.app.watch;

/** Hears what a watching repair does. */
public interface WatchEvents {
    void said(String text);
}
