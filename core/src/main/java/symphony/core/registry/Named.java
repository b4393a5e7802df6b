package symphony.core.registry;

/** What is known by an id in tasks and storage keys, and by a name to people. */
sealed interface Named permits Client, Farm, Block {
    /** Empty where it is still to be made. */
    String id();

    String name();
}
