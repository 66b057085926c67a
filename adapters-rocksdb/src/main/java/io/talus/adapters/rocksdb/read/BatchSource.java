package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.ScoreLayout;
import io.talus.adapters.rocksdb.write.StoreSource;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the writer of batches reads. */
public record BatchSource(Database database, ManyReads many) implements StoreSource {
  @Override
  public byte @Nullable [] read(Family family, LayoutSink key) {
    return database.get(family, key);
  }

  @Override
  public void readAll(Family family, List<Bytes> keys, boolean sideBySide, Visitor visitor) {
    many.readAll(family, keys, sideBySide, visitor);
  }

  @Override
  public Places places(Bytes collection) {
    return new OpenPlaces(collection, database.cursor(Family.SCORES, CursorKind.COLLECTION));
  }

  /** One cursor for all runs of a set: to open one takes longer than to read a run. */
  private record OpenPlaces(Bytes collection, Cursor cursor) implements Places {
    @Override
    public List<Bytes> between(Bytes from, @Nullable Bytes to) {
      List<Bytes> places = new ArrayList<>();
      for (cursor.seek(new LayoutSink(64).bytes(collection).bytes(from));
          cursor.isValid();
          cursor.next()) {
        Bytes place = ScoreLayout.placeOf(cursor.key());
        if (to != null && place.compareTo(to) >= 0) {
          return places;
        }
        places.add(place);
      }
      cursor.checkEnd();
      return places;
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
