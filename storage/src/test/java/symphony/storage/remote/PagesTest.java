package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import symphony.storage.remote.ObjectService.Item;
import symphony.storage.remote.ObjectService.Page;

class PagesTest {
    @Test
    void a_listing_shows_each_page_once_in_order_and_asks_for_no_other() throws IOException {
        for (int pages : List.of(1, 2, 50)) {
            Numbered service = new Numbered(pages, -1);
            List<String> seen = new ArrayList<>();
            Pages.each(service, page -> seen.add(page.objects().get(0).name()));
            assertThat(seen).hasSize(pages).isSorted();
            assertThat(service.asked).hasValue(pages);
        }
    }

    @Test
    void a_page_that_fails_is_told_after_those_before_it_however_slow_their_reader_is() {
        Numbered service = new Numbered(50, 20);
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> Pages.each(service, page -> {
                    seen.add(page.objects().get(0).name());
                    while (service.asked.get() < Math.min(21, seen.size() + 5)) {
                        Thread.onSpinWait(); // until it can get no further ahead
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("page 20");
        assertThat(seen).hasSize(20);
        assertThat(service.asked).hasValue(21);
    }

    @Test
    void whoever_stops_looking_gets_his_own_fault_and_no_page_more_than_some_are_asked() {
        Numbered service = new Numbered(1_000, -1);
        assertThatThrownBy(() -> Pages.each(service, page -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(service.asked.get()).isLessThan(10);
    }

    /** Pages with one object each. */
    private static final class Numbered implements Pages.Listing {
        private final int pages;
        private final int faulty;
        private final AtomicInteger asked = new AtomicInteger();

        Numbered(int pages, int faulty) {
            this.pages = pages;
            this.faulty = faulty;
        }

        @Override
        public Page page(Optional<String> from) throws IOException {
            asked.incrementAndGet();
            int number = from.map(Integer::parseInt).orElse(0);
            if (number == faulty) {
                throw new IOException("page " + number);
            }
            Item item = new Item(String.format("p/%04d", number), 1, "v");
            int next = number + 1;
            return new Page(
                    List.of(item), List.of(), next < pages ? Optional.of(String.valueOf(next)) : Optional.empty());
        }
    }
}
