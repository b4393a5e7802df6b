package symphony.core.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import symphony.core.session.TaskFile;
import symphony.core.store.ObjectKey;
import symphony.core.store.StoredObject;

/**
 * The models that {@code detection_params} names: a key of the storage, or a file. An address elsewhere, as {@code
 * s3://…}, is the program's own affair.
 */
final class ModelRules {
    private static final Pattern NAMES_A_MODEL = Pattern.compile(".*(model|weights|onnx).*");
    private static final Pattern IS_A_MODEL =
            Pattern.compile(".*\\.(onnx|caffemodel|prototxt|pb|pt|pth|tflite|h5|weights|engine|mat)");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");
    private static final String FILE = "file://";

    private final StorageView storage;
    private final Path workspace;

    /** @param workspace what relative paths of files are relative to */
    ModelRules(StorageView storage, Path workspace) {
        this.storage = storage;
        this.workspace = workspace;
    }

    void check(TaskFile file, List<Finding> findings) throws IOException {
        for (Map.Entry<String, JsonNode> param : file.detectionParams().entrySet()) {
            String location = param.getValue().isTextual() ? param.getValue().textValue() : "";
            if (isModel(param.getKey(), location)) {
                Optional<String> problem = problem(location);
                if (problem.isPresent()) {
                    findings.add(FindingCode.MODEL_MISSING.at(
                            file.place("detection_params." + param.getKey()),
                            "the model '" + location + "' " + problem.get(),
                            "correct the location: a key of the storage as models/fruit.onnx, or the path of a file"));
                }
            }
        }
    }

    private static boolean isModel(String key, String location) {
        if (ADDRESS.matcher(location).matches() && !location.startsWith(FILE)) {
            return false;
        }
        boolean path = location.contains("/") || location.contains("\\");
        return IS_A_MODEL.matcher(location.toLowerCase(Locale.ROOT)).matches()
                || (path && NAMES_A_MODEL.matcher(key.toLowerCase(Locale.ROOT)).matches());
    }

    private Optional<String> problem(String location) throws IOException {
        String path = location.startsWith(FILE) ? location.substring(FILE.length()) : location;
        Path file;
        try {
            file = workspace.resolve(path);
        } catch (InvalidPathException e) {
            return Optional.of("is no path of a file");
        }
        if (Files.isRegularFile(file)) {
            return Files.size(file) == 0
                    ? Optional.of("is an empty file")
                    : Files.isReadable(file) ? Optional.empty() : Optional.of("may not be read");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("is a folder");
        }
        if (Path.of(path).isAbsolute() || location.startsWith(FILE)) {
            return Optional.of("is not on this machine");
        }
        Optional<StoredObject> object = isKey(path) ? storage.find(path) : Optional.empty();
        if (object.isEmpty()) {
            return Optional.of("is neither in storage nor a file of the workspace");
        }
        return object.get().size() == 0 ? Optional.of("is empty in storage") : Optional.empty();
    }

    private static boolean isKey(String path) {
        try {
            ObjectKey.checked(path);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
