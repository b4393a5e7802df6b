package symphony.vision.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Where a user's programs keep what they can make again (XDG Base Directory Specification; Windows' local data). */
final class CacheFolder {
    private CacheFolder() {}

    /** Folders to try, best first; the last one lies in the temporary folder and carries the user's name. */
    static List<Path> candidates(Map<String, String> environment, Properties properties) {
        List<Path> folders = new ArrayList<>();
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        String home = properties.getProperty("user.home", "");
        // the specification has relative paths ignored
        if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
            folders.add(Path.of(xdg, "symphony"));
        } else if (!local.isEmpty()) {
            folders.add(Path.of(local, "symphony", "cache"));
        } else if (!home.isEmpty() && Path.of(home).isAbsolute()) {
            folders.add(Path.of(home, ".cache", "symphony"));
        }
        String user = properties.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9._-]", "_");
        folders.add(Path.of(properties.getProperty("java.io.tmpdir", "."), "symphony-" + user));
        return folders;
    }
}
