package symphony.core.registry;

import java.util.List;

public record Client(String id, String name, List<Farm> farms, List<Scan> scans) implements Named {
    public Client {
        farms = List.copyOf(farms);
        scans = List.copyOf(scans);
    }
}
