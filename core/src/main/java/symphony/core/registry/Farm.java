package symphony.core.registry;

import java.util.List;

public record Farm(String id, String name, List<Block> blocks) {
    public Farm {
        blocks = List.copyOf(blocks);
    }
}
