/** Clients, farms, blocks, rows, vines and scans, as the registry file writes them, and the port to whatever holds them. */
@NullMarked
package symphony.core.registry;

import org.jspecify.annotations.NullMarked;
