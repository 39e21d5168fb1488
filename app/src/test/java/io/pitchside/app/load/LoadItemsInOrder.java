package io.pitchside.app.load;

import java.util.ArrayList;
import java.util.List;

/** All items of a small file. */
final class LoadItemsInOrder {
    private LoadItemsInOrder() {}

    static List<LoadItem> of(TrackingFile file) throws LoadException {
        List<LoadItem> all = new ArrayList<>();
        try (LoadItems items = file.items("m")) {
            for (LoadItem item = items.next(); item != null; item = items.next()) {
                all.add(item);
            }
        }
        return all;
    }
}
