package io.talus.application.command.key;

import io.talus.application.command.Errors;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of a list, set or sorted set as SORT orders and limits them. */
final class SortedElements {
  private final SortOptions options;
  private final KeyspaceView view;

  SortedElements(SortOptions options, KeyspaceView view) {
    this.options = options;
    this.view = view;
  }

  List<Bytes> of(@Nullable Value value) {
    return switch (value) {
      case null -> List.of();
      case ListValue list -> ofList(list);
      case SortedSetValue set -> ofSortedSet(set);
      case SetValue set -> ofSet(set);
      case StringValue _, HashValue _ -> throw Errors.wrongType();
    };
  }

  private List<Bytes> ofList(ListValue list) {
    view.reserveItems(list.size());
    return options.unsorted() ? inOrder(list) : sort(list.range(0, list.size()));
  }

  private List<Bytes> ofSortedSet(SortedSetValue set) {
    view.reserveItems(set.size());
    return options.unsorted() ? inOrder(set) : sort(members(set));
  }

  private List<Bytes> inOrder(ListValue list) {
    IndexRange range = options.range(list.size());
    if (!options.descending()) {
      return list.range(range.from(), range.to());
    }
    return list.range(list.size() - range.to(), list.size() - range.from()).reversed();
  }

  private List<Bytes> inOrder(SortedSetValue set) {
    IndexRange range = options.range(set.size());
    List<Bytes> members = new ArrayList<>((int) range.length());
    if (options.descending()) {
      set.forEachReverse(
          set.size() - range.to(),
          set.size() - range.from(),
          member -> members.add(member.member()));
    } else {
      set.forEach(range.from(), range.to(), member -> members.add(member.member()));
    }
    return members;
  }

  private static List<Bytes> members(SortedSetValue set) {
    List<Bytes> members = new ArrayList<>((int) set.size());
    set.forEach(0, set.size(), member -> members.add(member.member()));
    return members;
  }

  /** A set has no order of its own: what is stored of it is sorted, whatever the options say. */
  private List<Bytes> ofSet(SetValue set) {
    view.reserveItems(set.size());
    List<Bytes> members = new ArrayList<>((int) set.size());
    set.forEach(members::add);
    if (!options.unsorted()) {
      return sort(members);
    }
    return options.store() == null ? limit(members) : sort(members, true, null);
  }

  private List<Bytes> sort(List<Bytes> elements) {
    return sort(elements, options.alphabetical(), options.by());
  }

  private List<Bytes> sort(List<Bytes> elements, boolean alphabetical, @Nullable KeyPattern by) {
    List<SortItem> items = new ArrayList<>(elements.size());
    for (Bytes element : elements) {
      Bytes weight = by == null ? element : by.lookUp(element, view);
      items.add(
          alphabetical ? SortItem.ofText(element, weight) : SortItem.ofNumber(element, weight));
    }
    Comparator<SortItem> order = alphabetical ? SortItem::compareTexts : SortItem::compareNumbers;
    items.sort(options.descending() ? order.reversed() : order);
    List<Bytes> sorted = new ArrayList<>(items.size());
    for (SortItem item : items) {
      sorted.add(item.element());
    }
    return limit(sorted);
  }

  private List<Bytes> limit(List<Bytes> elements) {
    IndexRange range = options.range(elements.size());
    return elements.subList((int) range.from(), (int) range.to());
  }
}
