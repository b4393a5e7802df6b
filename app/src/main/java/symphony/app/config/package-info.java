/** Where every setting comes from: flags over {@code SYMPHONY_*} over {@code symphony.yaml} over defaults. */
@NullMarked
package symphony.app.config;

import org.jspecify.annotations.NullMarked;
