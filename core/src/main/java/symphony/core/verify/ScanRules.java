package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Block;
import symphony.core.registry.Farm;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;

/** What a scan of the registry has to fulfil so that its frames can be given to rows. */
final class ScanRules {
    private final Place place;
    private final Scan scan;
    private final List<Finding> findings = new ArrayList<>();

    private ScanRules(Place place, Scan scan) {
        this.place = place;
        this.scan = scan;
    }

    /** @param farm the farm it is of */
    static List<Finding> check(Place place, Scan scan, Farm farm) {
        ScanRules rules = new ScanRules(place, scan);
        if (!StorageKeys.isScanId(scan.scanId())) {
            rules.add(
                    FindingCode.SCAN_ID_INVALID,
                    "'" + scan.scanId() + "' is no scan id",
                    "write it like 2017-08-30_13-17: date and time of the start");
        }
        rules.blocks(farm);
        rules.cameras();
        rules.startRows(mostRows(scan, farm));
        return rules.findings;
    }

    private void blocks(Farm farm) {
        List<String> names = farm.blocks().stream().map(Block::name).toList();
        if (scan.blocks().isEmpty()) {
            add(FindingCode.SCAN_BLOCK_UNKNOWN, "the scan names no block", "name the blocks it shows");
        }
        for (String block : scan.blocks()) {
            if (!names.contains(block)) {
                add(
                        FindingCode.SCAN_BLOCK_UNKNOWN,
                        "the farm '" + farm.name() + "' has no block '" + block + "'",
                        NearName.question(block, names, "its blocks are " + Counted.of(names)));
            }
        }
    }

    private void cameras() {
        if (scan.cameras().isEmpty()) {
            add(
                    FindingCode.CAMERAS_MISSING,
                    "the scan has no cameras",
                    "give each camera with its side, left or right");
            return;
        }
        Counted invalid = new Counted();
        Counted without = new Counted();
        scan.cameras().forEach((camera, side) -> {
            if (!StorageKeys.isCamera(camera)) {
                invalid.add("'" + camera + "'");
            }
            if (side == null) {
                without.add(camera);
            }
        });
        if (invalid.any()) {
            add(
                    FindingCode.CAMERA_NAME_INVALID,
                    invalid.of("camera", "cameras") + " not of eight digits",
                    "write the camera's serial number as its files have it, for example 22179657");
        }
        if (without.any()) {
            add(
                    FindingCode.CAMERA_SIDE_MISSING,
                    without.of("camera", "cameras") + " without a side",
                    "write left or right");
            return;
        }
        List<Side> sides = new ArrayList<>();
        for (Side side : scan.cameras().values()) {
            if (side != null) {
                sides.add(side);
            }
        }
        for (Side side : Side.values()) {
            long count = sides.stream().filter(s -> s == side).count();
            if (count > 1) {
                add(
                        FindingCode.CAMERA_SIDE_TWICE,
                        count + " cameras on the " + lower(side) + " side",
                        "give one camera a side: the vehicle has one on each");
            }
        }
        if (sides.size() == 1) {
            add(
                    FindingCode.CAMERA_SINGLE,
                    "the scan has one camera: the other side of each alley is not seen",
                    "add the other camera if there was one");
        }
    }

    private void startRows(OptionalInt rows) {
        Integer left = scan.startLeft();
        Integer right = scan.startRight();
        Integer direction = scan.direction();
        int towards = direction == null ? 0 : direction.intValue();
        boolean directed = Math.abs(towards) == 1;
        if (!directed) {
            add(
                    FindingCode.DIRECTION_INVALID,
                    direction == null ? "direction is not given" : "direction is " + direction,
                    "write 1 where row numbers grow along the drive, -1 where they fall");
        }
        if (left == null || right == null) {
            String which =
                    left != null ? "startright is" : right != null ? "startleft is" : "startleft and startright are";
            add(
                    FindingCode.START_ROW_MISSING,
                    which + " not given",
                    "give the row beside each camera at the start, 0 where there is none");
            return;
        }
        int most = rows.orElse(Integer.MAX_VALUE);
        int high = Math.max(left, right);
        int low = Math.min(left, right);
        String start = "startleft " + left + " and startright " + right;
        if (low < 0 || high > most) {
            add(
                    FindingCode.START_ROW_INVALID,
                    start + " where the block has rows 1 to " + (rows.isPresent() ? most : "N"),
                    "give rows of the block, 0 where there is none on that side");
        } else if (high == 0 || (low > 0 && high - low != 1)) {
            add(
                    FindingCode.START_ROW_INVALID,
                    start + " are not the two sides of one alley",
                    "give neighbouring rows, or 0 on the side where there is none");
        } else if (low == 0 && high != 1 && high != most) {
            add(
                    FindingCode.START_ROW_NOT_AT_EDGE,
                    start + ": beside row " + high + " there are rows on both sides",
                    "give the row on the other side too");
        } else if (directed && most > 1 && (towards > 0 ? low == 0 && high == most : low == 0 && high == 1)) {
            add(
                    FindingCode.DIRECTION_LEAVES_BLOCK,
                    start + " with direction " + direction + " leads out of the block",
                    "check the direction: 1 where row numbers grow along the drive, -1 where they fall");
        }
    }

    /** The rows of the largest of the blocks it shows; empty where one of them does not say. */
    private static OptionalInt mostRows(Scan scan, Farm farm) {
        int most = 0;
        for (Block block : farm.blocks()) {
            if (scan.blocks().contains(block.name())) {
                Integer stated = block.numRows();
                int listed = block.rows().stream().mapToInt(Row::number).max().orElse(0);
                int rows = stated == null ? listed : Math.max(stated.intValue(), listed);
                if (rows == 0) {
                    return OptionalInt.empty();
                }
                most = Math.max(most, rows);
            }
        }
        return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
    }

    private static String lower(Side side) {
        return side == Side.LEFT ? "left" : "right";
    }

    private void add(FindingCode code, String message, String remedy) {
        findings.add(code.at(place, message, remedy));
    }
}
