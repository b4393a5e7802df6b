package symphony.vision.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.opencv.core.Core;

/**
 * One platform's library inside the jar of {@code org.openpnp:opencv}. The jar's own loader unpacks 64 MB into a new
 * folder at every start and leaves it behind; this one unpacks once.
 *
 * @param resource its place in the jar
 */
record NativeLibrary(String resource) {

    /** @throws UnsatisfiedLinkError where the jar has none for this machine */
    static NativeLibrary of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        String cpu =
                switch (arch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "ARMv8";
                    case "arm" -> "ARMv7";
                    default -> arch;
                };
        String name = "opencv_java" + Core.VERSION.replace(".", "");
        String place;
        if (os.contains("linux")) {
            place = "linux/" + cpu + "/lib" + name + ".so";
        } else if (os.contains("mac") || os.contains("darwin")) {
            place = "osx/" + cpu + "/lib" + name + ".dylib";
        } else {
            place = "windows/" + cpu + "/" + name + ".dll";
        }
        String resource = "/nu/pattern/opencv/" + place;
        if (NativeLibrary.class.getResource(resource) == null) {
            throw new UnsatisfiedLinkError("there is no OpenCV library for " + osName + " on " + osArch
                    + "; run preproc, detection and process on Linux x86-64 or arm64, macOS or Windows x86-64,"
                    + " or configure own programs for them under 'stages' in symphony.yaml");
        }
        return new NativeLibrary(resource);
    }

    /**
     * The library as a file: the one unpacked earlier if it is whole, else unpacked now beside it and moved into place,
     * so that processes that start together disturb nobody.
     *
     * @param folders to try in turn
     * @throws IOException where no folder can be written
     */
    Path unpack(List<Path> folders) throws IOException {
        IOException last = new IOException("no folder to unpack to");
        for (Path folder : folders) {
            try {
                return unpackIn(folder);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private Path unpackIn(Path folder) throws IOException {
        Path versioned = folder.resolve("opencv-" + Core.VERSION);
        create(folder);
        create(versioned);
        Path file = versioned.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        URL url = NativeLibrary.class.getResource(resource);
        if (url == null) {
            throw new IOException(resource + " is gone from the class path");
        }
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == url.openConnection().getContentLengthLong()) {
            return file;
        }
        Path fresh = Files.createTempFile(versioned, "unpacking-", ".tmp");
        try (InputStream in = url.openStream()) {
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return file;
    }

    /** We load code from here, so nobody else may have made it: the temporary folder is everybody's. */
    private static void create(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                if (posix) {
                    Files.createDirectory(
                            folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else {
                    Files.createDirectory(folder);
                }
            } catch (FileAlreadyExistsException e) {
                // another process was quicker; whose it is, is asked below
            }
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is no folder");
        }
        Path probe = Files.createTempFile(folder, "probe-", ".tmp");
        try {
            if (posix && !Files.getOwner(folder).equals(Files.getOwner(probe))) {
                throw new IOException(folder + " belongs to another user");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
