package symphony.core.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/**
 * Builds the tree from the parser's events. An alias shares its anchor's node; the nodes it stands for count as if they
 * were written out, so that a file of a few lines cannot unfold into billions.
 */
final class YamlTree {
    private static final int DEEPEST = 50;
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final String path;
    private final Iterator<Event> events;
    private final YamlBounds bounds;
    private final List<Finding> findings;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private final Map<Anchor, Integer> sizes = new HashMap<>();
    private int nodes;

    /** The file is not read on. */
    static final class Refused extends RuntimeException {
        private final transient Finding why;

        Refused(Finding why) {
            super(why.message());
            this.why = why;
        }

        Finding why() {
            return why;
        }
    }

    YamlTree(String path, Iterator<Event> events, List<Finding> findings, YamlBounds bounds) {
        this.bounds = bounds;
        this.path = path;
        this.events = events;
        this.findings = findings;
    }

    YamlNode document() {
        expect(Event.ID.StreamStart);
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return new YamlScalar(new Place(path, 1, 1), "", true);
        }
        YamlNode root = node(events.next(), 1);
        expect(Event.ID.DocumentEnd);
        Event next = events.next();
        if (next.getEventId() != Event.ID.StreamEnd) {
            findings.add(FindingCode.YAML_DOCUMENTS.at(
                    place(next), "a second document begins here; only one is read", "put it in a file of its own"));
        }
        return root;
    }

    private void expect(Event.ID id) {
        Event event = events.next();
        if (event.getEventId() != id) {
            throw new IllegalStateException("the YAML parser gave " + event + " instead of " + id);
        }
    }

    private YamlNode node(Event event, int depth) {
        count(event, 1);
        if (depth > DEEPEST) {
            throw new Refused(FindingCode.YAML_EXCESS.at(
                    place(event), "nested deeper than " + DEEPEST + " levels", "flatten the file"));
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        int before = nodes;
        YamlNode node;
        if (event instanceof ScalarEvent scalar) {
            boolean text = refuseTag(scalar.getTag(), event);
            node = new YamlScalar(place(event), scalar.getValue(), scalar.isPlain() && !text);
        } else {
            refuseTag(((CollectionStartEvent) event).getTag(), event);
            node = event instanceof MappingStartEvent ? map(event, depth) : list(event, depth);
        }
        remember(event, node, nodes - before + 1);
        return node;
    }

    private YamlNode aliased(AliasEvent alias) {
        YamlNode target = anchors.get(alias.getAlias());
        if (target == null) {
            throw new Refused(FindingCode.YAML_ALIAS.at(
                    place(alias),
                    "*" + alias.getAlias() + " refers to nothing that is complete before it",
                    "write the value out, or put &" + alias.getAlias() + " before its first use"));
        }
        count(alias, sizes.getOrDefault(alias.getAlias(), 1));
        return target;
    }

    private void remember(Event event, YamlNode node, int size) {
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(a -> {
            anchors.put(a, node);
            sizes.put(a, size);
        });
    }

    private void count(Event event, int more) {
        nodes += more;
        if (nodes > bounds.nodes()) {
            throw new Refused(FindingCode.YAML_EXCESS.at(
                    place(event),
                    "more than " + bounds.nodes() + " values, those that aliases stand for counted",
                    "write only what is needed, without aliases of aliases"));
        }
    }

    private YamlList list(Event start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
            items.add(node(e, depth + 1));
        }
        return new YamlList(place(start), items);
    }

    private YamlMap map(Event start, int depth) {
        List<YamlMap.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
            YamlNode key = node(e, depth + 1);
            Place keyPlace = place(e);
            YamlNode value = node(events.next(), depth + 1);
            if (!(key instanceof YamlScalar scalar)) {
                findings.add(FindingCode.YAML_KEY.at(
                        keyPlace,
                        "a key must be a text, found " + key.describe(),
                        "write a plain name before the colon"));
                continue;
            }
            Place first = seen.putIfAbsent(scalar.text(), keyPlace);
            if (first != null) {
                findings.add(FindingCode.DUPLICATE_KEY.at(
                        keyPlace,
                        "key '" + scalar.text() + "' stands twice, first on line " + first.line(),
                        "keep one of the two"));
            }
            entries.add(new YamlMap.Entry(new YamlScalar(keyPlace, scalar.text(), scalar.plain()), value));
        }
        return new YamlMap(place(start), entries);
    }

    /** Whether the tag says that the scalar is text; any other tag is a finding. */
    private boolean refuseTag(Optional<String> tag, Event event) {
        if (tag.isEmpty() || tag.get().equals("!")) {
            return tag.isPresent();
        }
        if (!tag.get().equals(TEXT_TAG)) {
            findings.add(FindingCode.YAML_TAG.at(
                    place(event), "the tag " + tag.get() + " means nothing here", "remove the tag"));
        }
        return true;
    }

    private Place place(Event event) {
        return event.getStartMark().map(mark -> YamlReader.place(path, mark)).orElse(Place.of(path));
    }
}
