package symphony.vision.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import symphony.core.json.Json;
import symphony.vision.BadData;

/**
 * What a task's {@code detection_params} may say to the classical detector. Sizes are shares of the frame's width, for
 * they follow from camera and distance, not from resolution.
 *
 * @param clusterShare usual width of a whole cluster, as a share of the frame's width
 * @param leastScore boxes below it are left out
 */
record DetectorSettings(double clusterShare, double leastScore) {
    /** Where a frame shows a metre and a half of the row, a cluster of 10 cm. */
    static final DetectorSettings DEFAULT = new DetectorSettings(1 / 15.0, 0.3);

    /**
     * @param params {@code cluster_width_share} and {@code min_score}; others are another detector's
     * @throws BadData where one is out of its range
     */
    static DetectorSettings of(Map<String, JsonNode> params) {
        return new DetectorSettings(
                number(params, "cluster_width_share", DEFAULT.clusterShare, 0.005, 0.5),
                number(params, "min_score", DEFAULT.leastScore, 0, 1));
    }

    private static double number(
            Map<String, JsonNode> params, String name, double otherwise, double least, double most) {
        JsonNode node = params.get(name);
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (!node.isNumber() || !(node.doubleValue() >= least) || !(node.doubleValue() <= most)) {
            throw new BadData("detection_params: '" + name + "' must be a number from " + least + " to " + most
                    + ", found " + node);
        }
        return node.doubleValue();
    }

    ObjectNode toJson() {
        return Json.object().put("cluster_width_share", clusterShare).put("min_score", leastScore);
    }
}
