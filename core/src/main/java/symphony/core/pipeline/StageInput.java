package symphony.core.pipeline;

import symphony.core.artifact.StorageKeys;

/**
 * One object that a stage program is given.
 *
 * @param key in the store
 * @param place in the task's folder, steps joined by {@code /}
 * @param required whether the task cannot be done without; what is not required is given as far as it exists
 */
public record StageInput(String key, String place, boolean required) {
    static StageInput input(String key) {
        return new StageInput(key, "inputs/" + StorageKeys.baseName(key), true);
    }

    static StageInput needed(String key) {
        return new StageInput(key, "context/" + StorageKeys.baseName(key), true);
    }

    static StageInput context(String key) {
        return new StageInput(key, "context/" + StorageKeys.baseName(key), false);
    }
}
