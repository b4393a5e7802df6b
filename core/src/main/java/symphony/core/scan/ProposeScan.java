package symphony.core.scan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.geometry.NoGeometry;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;

/** Tells from a scan's track and the blocks' geometry which block it shows, beside which rows it starts, and where it goes. */
public final class ProposeScan {
    /** A block that shows less than this share of what is driven along rows is no block of the scan. */
    private static final double SHARE = 0.15;

    private final Client client;

    /** @param client with its farms, blocks with their rows, and its scans so far */
    public ProposeScan(Client client) {
        this.client = client;
    }

    /**
     * @param cameras that have files
     * @param logs by camera; at least one
     * @param blockName the block that a person says it shows; empty: any
     */
    public ScanProposal propose(
            String scanId, Iterable<String> cameras, SortedMap<String, CameraLog> logs, String blockName) {
        List<String> reasons = new ArrayList<>();
        List<String> open = new ArrayList<>();
        SortedMap<String, @Nullable Side> sides = sides(cameras, reasons, open);
        CameraLog lead = logs.values().stream()
                .max(Comparator.comparingLong(ProposeScan::fixes))
                .orElseThrow(() -> new IllegalArgumentException("a scan without a log"));
        List<BlockDrive> drives = drives(lead, blockName, reasons);
        double all = drives.stream().mapToDouble(BlockDrive::metres).sum();
        drives.removeIf(d -> d.metres() < SHARE * all);
        String start = time(logs, true);
        String end = time(logs, false);
        if (drives.isEmpty()) {
            open.add(
                    blockName.isEmpty()
                            ? "block, start rows and direction: no block with surveyed rows lies under the track"
                            : "start rows and direction: no surveyed row of block " + blockName
                                    + " lies under the track");
            String farm = farmOf(blockName);
            List<String> blocks = blockName.isEmpty() ? List.of() : List.of(blockName);
            return new ScanProposal(
                    new Scan(scanId, farm, blocks, sides, null, null, null, start, end), 0, reasons, open);
        }
        drives.sort(Comparator.comparingInt(BlockDrive::firstFrame));
        BlockDrive first = drives.get(0);
        List<String> names = drives.stream()
                .filter(d -> d.farm().equals(first.farm()))
                .map(BlockDrive::block)
                .distinct()
                .toList();
        for (BlockDrive d : drives) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%.0f m of it run along rows of block %s of farm %s, in %d passes",
                    d.metres(),
                    d.block(),
                    d.farm(),
                    d.passes()));
        }
        reasons.addAll(first.reasons());
        if (drives.size() > 1 && drives.stream().anyMatch(d -> !d.farm().equals(first.farm()))) {
            open.add("farm: the track lies along rows of two farms");
        }
        Scan scan = new Scan(
                scanId,
                first.farm(),
                names,
                sides,
                first.startLeft(),
                first.startRight(),
                first.direction(),
                start,
                end);
        return new ScanProposal(scan, first.confidence(), reasons, open);
    }

    private List<BlockDrive> drives(CameraLog lead, String blockName, List<String> reasons) {
        List<BlockDrive> drives = new ArrayList<>();
        for (Farm farm : client.farms()) {
            for (Block block : farm.blocks()) {
                if (blockName.isEmpty() || block.name().equals(blockName)) {
                    try {
                        BlockDrive.of(farm.name(), block, lead).ifPresent(drives::add);
                    } catch (NoGeometry e) {
                        reasons.add(String.valueOf(e.getMessage()));
                        return drives;
                    }
                }
            }
        }
        return drives;
    }

    private String farmOf(String blockName) {
        return client.farms().stream()
                .filter(f -> f.blocks().stream().anyMatch(b -> b.name().equals(blockName)))
                .map(Farm::name)
                .findFirst()
                .orElse(client.farms().size() == 1 ? client.farms().get(0).name() : "");
    }

    /** As in the client's newest scan that knows the camera; of two cameras the other one's side follows. */
    private SortedMap<String, @Nullable Side> sides(Iterable<String> cameras, List<String> reasons, List<String> open) {
        Map<String, Side> known = new TreeMap<>();
        for (Scan scan : client.scans()) {
            scan.cameras().forEach((camera, side) -> {
                if (side != null) {
                    known.put(camera, side);
                }
            });
        }
        TreeMap<String, @Nullable Side> sides = new TreeMap<>();
        cameras.forEach(c -> sides.put(c, known.get(c)));
        List<String> told = sides.keySet().stream().filter(known::containsKey).toList();
        List<String> untold =
                sides.keySet().stream().filter(c -> !known.containsKey(c)).toList();
        if (sides.size() == 2 && untold.size() == 1) {
            Side other = sides.get(told.get(0));
            sides.put(untold.get(0), other == Side.LEFT ? Side.RIGHT : Side.LEFT);
            reasons.add("camera " + untold.get(0) + " is the other one of two");
        } else if (!untold.isEmpty()) {
            open.add("side of camera " + String.join(", ", untold) + ": no registered scan has it");
        }
        if (!told.isEmpty()) {
            reasons.add("camera " + String.join(" and ", told) + " as in earlier scans");
        }
        return sides;
    }

    private static long fixes(CameraLog log) {
        return log.frames().stream().filter(Frame::hasFix).count();
    }

    private static String time(SortedMap<String, CameraLog> logs, boolean first) {
        var times = logs.values().stream()
                .flatMap(l -> l.frames().stream())
                .mapToDouble(Frame::timestamp)
                .filter(Double::isFinite);
        var time = first ? times.min() : times.max();
        return time.isPresent()
                ? Instant.ofEpochMilli(Math.round(time.getAsDouble() * 1000)).toString()
                : "";
    }

    /** The scan with what a person says over what is proposed; null and empty say nothing. */
    public static Scan with(
            Scan proposed,
            Optional<String> farm,
            List<String> blocks,
            Map<String, Side> cameras,
            @Nullable Integer startLeft,
            @Nullable Integer startRight,
            @Nullable Integer direction) {
        TreeMap<String, @Nullable Side> sides = new TreeMap<>(proposed.cameras());
        sides.putAll(cameras);
        return new Scan(
                proposed.scanId(),
                farm.orElse(proposed.farm()),
                blocks.isEmpty() ? proposed.blocks() : blocks,
                sides,
                startLeft == null ? proposed.startLeft() : startLeft,
                startRight == null ? proposed.startRight() : startRight,
                direction == null ? proposed.direction() : direction,
                proposed.start(),
                proposed.end());
    }
}
