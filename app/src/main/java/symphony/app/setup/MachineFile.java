package symphony.app.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;
import java.util.Set;

/** A file of the machine, written whole or not at all. */
final class MachineFile {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private MachineFile() {}

    static void write(Path file, String text) throws IOException {
        replace(file, text, Files.createTempFile(folderOf(file), ".", ".new"), "rw-r--r--");
    }

    /** For {@code owner}'s eyes alone, where there is such a user; never readable by others, not even for a moment. */
    static void writeSecret(Path file, String text, String owner) throws IOException {
        Path fresh = hasModes(file)
                ? Files.createTempFile(folderOf(file), ".", ".new", ownerAlone())
                : Files.createTempFile(folderOf(file), ".", ".new");
        replace(file, text, fresh, "rw-------");
        give(file, owner);
    }

    /** Makes a user the file's owner, where there is such a user. */
    static void give(Path file, String owner) throws IOException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(Files.getFileAttributeView(file, PosixFileAttributeView.class));
        if (view.isPresent()) {
            UserPrincipalLookupService users = file.getFileSystem().getUserPrincipalLookupService();
            try {
                view.get().setOwner(users.lookupPrincipalByName(owner));
                view.get().setGroup(users.lookupPrincipalByGroupName(owner));
            } catch (UserPrincipalNotFoundException nobody) {
                // then it stays with who sets the machine up
            }
        }
    }

    static boolean userExists(String name) throws IOException {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
            return true;
        } catch (UserPrincipalNotFoundException nobody) {
            return false;
        }
    }

    private static void replace(Path file, String text, Path fresh, String modes) throws IOException {
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            if (hasModes(file)) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(modes));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Path folderOf(Path file) throws IOException {
        return Files.createDirectories(file.toAbsolutePath().getParent());
    }

    private static boolean hasModes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<Set<PosixFilePermission>> ownerAlone() {
        return PosixFilePermissions.asFileAttribute(OWNER_ALONE);
    }
}
