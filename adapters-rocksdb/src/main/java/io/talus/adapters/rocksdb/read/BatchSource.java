package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.ByteSink;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.ScoreLayout;
import io.talus.adapters.rocksdb.write.StoreSource;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the writer of batches reads. */
public record BatchSource(Database database) implements StoreSource {
  @Override
  public byte @Nullable [] read(Family family, ByteSink key) {
    return database.get(family, key);
  }

  @Override
  public List<Bytes> places(Bytes collection, Bytes from, @Nullable Bytes to) {
    List<Bytes> places = new ArrayList<>();
    ByteSink start = new ByteSink(64).bytes(collection).bytes(from);
    try (Cursor cursor = database.cursor(Family.SCORES, CursorKind.COLLECTION)) {
      for (cursor.seek(start); cursor.isValid(); cursor.next()) {
        Bytes place = ScoreLayout.placeOf(cursor.key());
        if (to != null && place.compareTo(to) >= 0) {
          break;
        }
        places.add(place);
      }
      cursor.checkEnd();
    }
    return places;
  }
}
