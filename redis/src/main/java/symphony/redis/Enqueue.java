package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import symphony.core.task.QueueName;
import symphony.core.task.Task;

/** Adds tasks to queues, those left out that are there: in batches, several of them under way at once. */
final class Enqueue {
    /** More to a transaction gains little, and Lua unpacks some thousand arguments at most. */
    private static final int BATCH = 500;

    /** So many transactions are under way before their answers are read. */
    private static final int UNDER_WAY = 32;

    /** So many tasks at most, as workers enqueue them, go in one command. */
    private static final int FEW = 32;

    private static final String ADD_IN_ANY_CASE = "1";
    private static final String ONLY_WHERE_IDENTITIES_ARE_KNOWN = "0";

    private final RedisLink link;
    private final Identities identities;

    Enqueue(RedisLink link) {
        this.link = link;
        this.identities = new Identities(link);
    }

    /** @return how many were added */
    int add(QueueName queue, List<Task> tasks) {
        int added = 0;
        for (int i = 0; i < tasks.size(); i += BATCH * UNDER_WAY) {
            added += addSome(queue, tasks.subList(i, Math.min(tasks.size(), i + BATCH * UNDER_WAY)));
        }
        return added;
    }

    private int addSome(QueueName queue, List<Task> tasks) {
        Answer answer = send(queue, tasks, ONLY_WHERE_IDENTITIES_ARE_KNOWN);
        if (answer.handPushed()) {
            identities.adopt(queue.role(), queue.session());
            answer = answer.and(send(queue, tasks, ADD_IN_ANY_CASE));
        }
        // Left out for lines that wait, or for some that a hand deleted?
        if (answer.added() < tasks.size()
                && answer.moreIdentitiesThanLines()
                && identities.reconcile(queue.role(), queue.session())) {
            answer = answer.and(send(queue, tasks, ADD_IN_ANY_CASE));
        }
        return answer.added();
    }

    /** @param handPushed whether lines wait there whose identities nobody knows */
    private record Answer(int added, boolean handPushed, boolean moreIdentitiesThanLines) {
        Answer and(Answer later) {
            return new Answer(added + later.added, later.handPushed, later.moreIdentitiesThanLines);
        }
    }

    private Answer send(QueueName queue, List<Task> tasks, String how) {
        return sum(tasks.size() <= FEW ? List.of(sendFew(queue, tasks, how)) : sendMany(queue, tasks, how));
    }

    private List<?> sendFew(QueueName queue, List<Task> tasks, String how) {
        List<String> arguments = new ArrayList<>(2 + 2 * tasks.size());
        arguments.add(how);
        arguments.add(Integer.toString(tasks.size()));
        tasks.forEach(task -> arguments.add(task.identity().hex()));
        tasks.forEach(task -> arguments.add(task.toLine()));
        return Replies.list(link.eval(Script.ENQUEUE, List.of(queue.text(), Keys.identities(queue)), arguments));
    }

    private List<?> sendMany(QueueName queue, List<Task> tasks, String how) {
        String script = Script.ENQUEUE.text();
        int batches = (tasks.size() + BATCH - 1) / BATCH;
        return link.transactions(
                batches,
                i -> commands(script, queue, tasks.subList(i * BATCH, Math.min(tasks.size(), (i + 1) * BATCH)), how));
    }

    private static Answer sum(List<?> answers) {
        Answer sum = new Answer(0, false, false);
        for (Object each : answers) {
            List<?> answer = Replies.list(each);
            long added = Replies.number(answer.get(0));
            sum = added < 0
                    ? new Answer(sum.added, true, false)
                    : new Answer(
                            sum.added + (int) added,
                            sum.handPushed,
                            Replies.number(answer.get(1)) > Replies.number(answer.get(2)));
        }
        return sum;
    }

    /**
     * The lines are pushed first, and the script takes off those that were there. By its text, not by its name: a Redis that
     * did not know the name would leave all lines pushed.
     */
    private static List<CommandArguments> commands(String script, QueueName queue, List<Task> batch, String how) {
        CommandArguments push = new CommandArguments(Protocol.Command.RPUSH).add(queue.text());
        CommandArguments judge = new CommandArguments(Protocol.Command.EVAL)
                .add(script)
                .add("2")
                .add(queue.text())
                .add(Keys.identities(queue))
                .add(how)
                .add(batch.size());
        for (Task task : batch) {
            push.add(task.toLine());
            judge.add(task.identity().hex());
        }
        return List.of(push, judge);
    }
}
