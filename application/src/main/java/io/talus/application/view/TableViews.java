package io.talus.application.view;

import io.talus.application.command.Errors;
import io.talus.application.slot.OwnedSlots;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The tables of a shard as commands see them. They come and go. Belongs to the shard's thread. */
public final class TableViews {
  private final OwnedSlots slots;
  private final BiFunction<TableDefinition, TableViews, TableView> creation;
  private final List<TableView> all = new ArrayList<>();
  private @Nullable TableView[] byNumber = new TableView[0];
  private Tables image = Tables.none();

  /**
   * Begins without tables.
   *
   * @param slots is kept up to date for those who look after the slots, whatever they hold
   */
  public TableViews(OwnedSlots slots, BiFunction<TableDefinition, TableViews, TableView> creation) {
    this.slots = slots;
    this.creation = creation;
  }

  /** Makes views of new tables and forgets those of dropped ones, which it returns. */
  public List<TableView> follow(Tables next) {
    image = next;
    List<TableView> gone = new ArrayList<>();
    for (TableView view : List.copyOf(all)) {
      if (next.find(view.table().number()) == null) {
        remove(view);
        gone.add(view);
      }
    }
    for (TableDefinition definition : next.all()) {
      if (find(definition.number()) == null) {
        add(definition.number(), creation.apply(definition, this));
      }
    }
    return gone;
  }

  private void add(int number, TableView view) {
    if (number >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, number + 1);
    }
    byNumber[number] = view;
    all.add(view);
    slots.add(view.table());
  }

  private void remove(TableView view) {
    byNumber[view.table().number()] = null;
    all.remove(view);
    slots.drop(view.table());
  }

  /** The table of this number; null if there is none. */
  public @Nullable TableView find(int number) {
    return number < byNumber.length ? byNumber[number] : null;
  }

  /**
   * The table of this number.
   *
   * @throws io.talus.application.command.CommandError if it was dropped
   */
  public TableView get(int number) {
    TableView view = find(number);
    if (view == null) {
      throw Errors.tableDropped(number);
    }
    return view;
  }

  /** The number of the table of this number or name; -1 if there is none. */
  int number(Bytes numberOrName) {
    TableDefinition found = image.find(numberOrName);
    return found == null ? -1 : found.number();
  }

  public Tables image() {
    return image;
  }

  /** All of them, as they are at the time of asking. */
  public List<TableView> all() {
    return Collections.unmodifiableList(all);
  }

  /** Whether data that is found under this number is to go. */
  public boolean wasDropped(int number) {
    return image.dropped().contains(number);
  }
}
