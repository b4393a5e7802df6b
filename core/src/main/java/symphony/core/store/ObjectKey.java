package symphony.core.store;

/** What a key may look like, the same for every store. */
public final class ObjectKey {
    private ObjectKey() {}

    /**
     * Returns the key as it is.
     *
     * @throws IllegalArgumentException where it is empty, absolute, climbs out, holds an empty step, a backslash or a
     *     control character
     */
    public static String checked(String key) {
        checkSteps(key, key);
        return key;
    }

    /**
     * Returns the prefix as it is. It may be empty, and its last step may be any beginning of a name.
     *
     * @throws IllegalArgumentException as for a key
     */
    public static String checkedPrefix(String prefix) {
        int slash = prefix.lastIndexOf('/');
        if (slash >= 0) {
            checkSteps(prefix.substring(0, slash), prefix);
        }
        checkCharacters(prefix, prefix);
        return prefix;
    }

    /**
     * Returns the prefix of a folder as it is: empty, or ending with a slash.
     *
     * @throws IllegalArgumentException as for a key
     */
    public static String checkedFolder(String prefix) {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("the folder '" + prefix + "' must end with a slash");
        }
        return checkedPrefix(prefix);
    }

    /** Whether a name that lies in a store by other means can be a key. */
    public static boolean isKey(String name) {
        int begin = 0;
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', begin)) {
            if (!isStep(name, begin, slash)) {
                return false;
            }
            begin = slash + 1;
        }
        return isStep(name, begin, name.length());
    }

    /** Whether a name that lies in a store by other means can be a step of a key. */
    public static boolean isStep(String name) {
        return isStep(name, 0, name.length());
    }

    private static boolean isStep(String name, int begin, int end) {
        boolean dots = true;
        for (int i = begin; i < end; i++) {
            char c = name.charAt(i);
            if (c == '\\' || c == '/' || Character.isISOControl(c)) {
                return false;
            }
            dots &= c == '.';
        }
        return end > begin && !(dots && end - begin <= 2);
    }

    private static void checkSteps(String steps, String key) {
        checkCharacters(steps, key);
        for (String step : steps.split("/", -1)) {
            if (step.isEmpty()) {
                throw new IllegalArgumentException("the key '" + key + "' is absolute or holds an empty step");
            }
            if (step.equals(".") || step.equals("..")) {
                throw new IllegalArgumentException("the key '" + key + "' climbs: it holds the step '" + step + "'");
            }
        }
    }

    private static void checkCharacters(String text, String key) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || Character.isISOControl(c)) {
                throw new IllegalArgumentException("the key '" + key + "' holds a backslash or a control character");
            }
        }
    }
}
