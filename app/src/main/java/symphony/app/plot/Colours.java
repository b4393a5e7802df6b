package symphony.app.plot;

import java.util.Optional;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/** The colour of each role, told apart by those who see few colours, and in grey. */
final class Colours {
    private static final int[] OF_ROLE = {0x2F4B7C, 0xE3A857, 0x8E2A5C, 0x4C9F8B, 0x8A8579};
    static final int LIMIT = 0x2B2622;

    private Colours() {}

    static int of(Role role) {
        return OF_ROLE[role.ordinal()];
    }

    /** Queues of one role are shades of its colour. */
    static int of(String queue, int nth) {
        Optional<Role> role = QueueName.parse(queue).map(QueueName::role).or(() -> Role.parse(queue));
        return lighter(role.map(Colours::of).orElse(OF_ROLE[4]), Math.min(3, nth) * 0.2);
    }

    private static int lighter(int rgb, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int part = rgb >> shift & 255;
            mixed |= (int) Math.round(part + (255 - part) * share) << shift;
        }
        return mixed;
    }
}
