package symphony.contracts.verify;

import java.util.List;
import java.util.function.Consumer;
import symphony.core.verify.Depth;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.RegistryCheck;

/**
 * One small change to a good workspace, and the one code that it must raise.
 *
 * @param what the change, in a few words
 */
public record SeededFault(FindingCode code, String what, Rules rules, Consumer<GoodWorkspace> change) {
    /** Which rules find it. */
    public enum Rules {
        /** Those that {@code verify} and {@code init} hold task files against. */
        TASK_FILES,
        /** Those that need every archive read. */
        DEEP,
        /** Those of the registry alone: {@code registry check}. */
        REGISTRY;

        private List<Finding> of(GoodWorkspace workspace) {
            return switch (this) {
                case TASK_FILES -> workspace.verify().findings();
                case DEEP -> workspace.verify(Depth.DEEP).findings();
                case REGISTRY -> RegistryCheck.check(List.of(workspace.registered()));
            };
        }
    }

    /** What is found in a good workspace after the change. */
    public List<Finding> findings() {
        return findingsIn(new GoodWorkspace());
    }

    /** The same in any workspace; changes it. */
    public List<Finding> findingsIn(GoodWorkspace workspace) {
        change.accept(workspace);
        return rules.of(workspace);
    }

    @Override
    public String toString() {
        return code.text() + ": " + what;
    }
}
