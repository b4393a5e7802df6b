/** YAML as a small tree in which every scalar keeps its text and its place; what cannot be read is a finding. */
@NullMarked
package symphony.core.yaml;

import org.jspecify.annotations.NullMarked;
