package io.talus.testkit.metadata;

import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.MetadataStore.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a watch has told, and what is there if it told the truth. Belongs to the loop. */
public final class WatchedMetadata implements Watcher {
  private final List<String> told = new ArrayList<>();
  private final Map<String, String> there = new TreeMap<>();
  private long revision = -1;
  private int images;
  private final List<String> wrong = new ArrayList<>();

  @Override
  public void image(MetadataImage image) {
    if (image.revision() < revision) {
      wrong.add("image of revision " + image.revision() + " after " + revision);
    }
    revision = image.revision();
    images++;
    there.clear();
    there.putAll(MetadataUnderTest.texts(image));
    told.add("image " + there);
  }

  @Override
  public void changed(long newRevision, List<MetadataEntry> written, List<String> deleted) {
    if (newRevision <= revision || images == 0) {
      wrong.add("change of revision " + newRevision + " after " + revision);
    }
    revision = newRevision;
    Map<String, String> put = new TreeMap<>();
    for (MetadataEntry entry : written) {
      put.put(entry.key(), MetadataUnderTest.text(entry));
      if (entry.revision() != newRevision) {
        wrong.add("entry of revision " + entry.revision() + " in " + newRevision);
      }
    }
    there.putAll(put);
    there.keySet().removeAll(deleted);
    told.add("put " + put + " delete " + deleted.stream().sorted().toList());
  }

  /** In order, one after the other, images and changes. */
  public List<String> told() {
    return told;
  }

  /** What is there, as far as it was told. */
  public Map<String, String> there() {
    return there;
  }

  /** How many images came. */
  public int images() {
    return images;
  }

  public long revision() {
    return revision;
  }

  /** What was not as it has to be. */
  public List<String> wrong() {
    return wrong;
  }
}
