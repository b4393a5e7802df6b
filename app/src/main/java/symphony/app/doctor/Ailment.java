package symphony.app.doctor;

import static symphony.core.verify.Severity.ERROR;
import static symphony.core.verify.Severity.WARNING;

import java.util.Locale;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;
import symphony.core.verify.Severity;

/** The closed list of what the doctor can find; {@code docs/reference/doctor.md} tells of each. */
public enum Ailment {
    SCRATCH_NOT_WRITABLE(ERROR),
    DISK_LOW(WARNING),
    OPEN_FILES_FEW(WARNING),
    REDIS_UNREACHABLE(ERROR),
    REDIS_READ_ONLY(ERROR),
    REDIS_CLUSTER(ERROR),
    REDIS_EVICTS(ERROR),
    REDIS_CANNOT_SAVE(ERROR),
    REDIS_NOT_DURABLE(WARNING),
    REDIS_MEMORY_LOW(WARNING),
    REDIS_OLD(WARNING),
    REDIS_SLOW(WARNING),
    REDIS_CLEAR_TEXT(WARNING),
    CLOCK_DIFFERS(WARNING),
    STORAGE_UNREACHABLE(ERROR),
    STORAGE_WRITE_REFUSED(ERROR),
    STORAGE_READ_REFUSED(ERROR),
    STORAGE_ALTERS(ERROR),
    STORAGE_UNCONDITIONAL(ERROR),
    STORAGE_PREFIX_REFUSED(ERROR),
    STORAGE_REMOVE_REFUSED(WARNING),
    STORAGE_KEEPS_VERSIONS(WARNING),
    STORAGE_CLEAR_TEXT(WARNING),
    STORAGE_KEY_IS_FOLDER(WARNING),
    STORAGE_KEY_UNUSUAL(WARNING),
    REGISTRY_UNREACHABLE(ERROR),
    REGISTRY_CLEAR_TEXT(WARNING),
    PROGRAM_UNSTARTABLE(ERROR);

    private final Severity severity;

    Ailment(Severity severity) {
        this.severity = severity;
    }

    /** As findings carry it, for example {@code redis-evicts}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Finding at(String place, String message, String remedy) {
        return at(Place.of(place), message, remedy);
    }

    Finding at(Place place, String message, String remedy) {
        return new Finding(severity, code(), place, message, remedy);
    }
}
