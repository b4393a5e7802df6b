package symphony.worker;

import java.time.Clock;
import symphony.core.store.ArtifactStore;

/** What a slot does its tasks with, whichever they are. */
record Workplace(
        WorkerSettings settings, ArtifactStore store, SlotPrograms programs, WorkerEvents events, Clock clock) {}
