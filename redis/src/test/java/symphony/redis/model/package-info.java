/**
 * The claim and lease protocol as a small model, every state of which is visited. What it keeps true stands in {@code
 * docs/explanation/queue-protocol.md}; the scripts it is a model of lie in {@code symphony/redis/*.lua}.
 */
package symphony.redis.model;
