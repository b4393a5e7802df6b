package symphony.core.registry;

import java.util.List;

public record Farm(String id, String name, List<Block> blocks) implements Named {
    public Farm {
        blocks = List.copyOf(blocks);
    }
}
