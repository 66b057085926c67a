package io.talus.adapters.rocksdb.engine;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.adapters.rocksdb.reclaim.DeadElements;
import io.talus.adapters.rocksdb.reclaim.NativeCompactionFilter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Filter;
import org.rocksdb.HyperClockCache;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RateLimiter;
import org.rocksdb.RocksObject;
import org.rocksdb.Statistics;
import org.rocksdb.WriteBufferManager;

/**
 * How RocksDB is set up. The native objects live until {@link #close}, which has to come after the
 * database's.
 */
final class EngineSetup implements AutoCloseable {
  private static final long BLOCK_BYTES = 8 * 1024;

  /** Headers are read one at a time: to read and unpack more beside them is in vain. */
  private static final long HEADER_BLOCK_BYTES = 4 * 1024;

  /** The smallest blocks that are many: the cache has places for as many as would fit into it. */
  private static final long CACHED_BYTES_MIN = HEADER_BLOCK_BYTES;

  /** Parts of indexes and filters: fewer are found faster, smaller ones are read faster. */
  private static final int METADATA_BLOCK_BYTES = 32 * 1024;

  /**
   * How many entries of an index are searched one after the other, at the end of a binary search.
   */
  private static final int INDEX_RESTART_INTERVAL = 16;

  /** With so many files level 0 is compacted, unless nobody writes ({@link Database#rest}). */
  static final int LEVEL_0_FILES = 4;

  private static final long BYTES_PER_SYNC = 1 << 20;

  /** Each memtable takes memory in pieces of this size, and there is one for each family. */
  private static final long ARENA_BLOCK_BYTES = 256 * 1024;

  /** Memtables of a family: one being filled, the others waiting to be flushed. */
  private static final int MEMTABLES_MAX = 4;

  /** About one false answer in a hundred. */
  private static final double BLOOM_BITS_PER_KEY = 10;

  /** Of the memtable, for a filter that answers for what is not in it. */
  private static final double MEMTABLE_BLOOM_RATIO = 0.02;

  /** Enough for three million keys; each new memtable clears one of its own. */
  private static final double MEMTABLE_BLOOM_BYTES_MAX = 4 << 20;

  /**
   * What is compacted takes whole files with it: in small ones less lies beside a collection that
   * is written to.
   */
  private static final int FILES_OF_WRITE_BUFFER = 4;

  /** Not too many of them, either: each is open all the time. */
  private static final long FILE_BYTES_MIN = 8 << 20;

  private static final int LOG_FILES = 3;
  private static final long LOG_FILE_BYTES = 4 << 20;

  private final Deque<RocksObject> toClose = new ArrayDeque<>();
  private final RocksDbOptions options;
  private final NativeCompactionFilter elementFilter;
  private final NativeCompactionFilter expiryFilter;
  private final Cache cache;
  private final Filter bloom;
  private final WriteBufferManager writeBuffers;

  EngineSetup(RocksDbOptions options, DeadElements dead) {
    this.options = options;
    this.elementFilter = own(NativeCompactionFilter.of("talus.elements", dead::isDeadElement));
    this.expiryFilter = own(NativeCompactionFilter.of("talus.expiry", dead::isDeadExpiry));
    this.cache = own(new HyperClockCache(options.memoryBytes(), CACHED_BYTES_MIN, -1, false));
    this.bloom = own(new BloomFilter(BLOOM_BITS_PER_KEY));
    this.writeBuffers = own(new WriteBufferManager(options.writeBufferBytes(), cache));
  }

  /**
   * Log before data: RocksDB's own log is off, the binlog is the log. So all families have to be
   * flushed as one, or they would not agree after a crash. Flushes start when the memtables of all
   * families together have filled the write buffer.
   */
  DBOptions database() {
    DBOptions db =
        own(new DBOptions())
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setAtomicFlush(true)
            .setAvoidFlushDuringShutdown(true)
            .setWriteBufferManager(writeBuffers)
            .setMaxBackgroundJobs(options.backgroundJobs())
            .setBytesPerSync(BYTES_PER_SYNC)
            .setSkipStatsUpdateOnDbOpen(true)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(LOG_FILES)
            .setMaxLogFileSize(LOG_FILE_BYTES);
    if (options.compactionBytesPerSecond() > 0) {
      db.setRateLimiter(own(new RateLimiter(options.compactionBytesPerSecond())));
    }
    if (options.statistics()) {
      db.setStatistics(own(new Statistics()));
    }
    return db;
  }

  List<ColumnFamilyDescriptor> families() {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    for (Family family : Family.all()) {
      families.add(new ColumnFamilyDescriptor(FamilyNames.bytes(family), family(family)));
    }
    return families;
  }

  private ColumnFamilyOptions family(Family family) {
    ColumnFamilyOptions settings =
        own(new ColumnFamilyOptions())
            .setTableFormatConfig(table(family))
            .setWriteBufferSize(options.writeBufferBytes())
            .setMaxWriteBufferNumber(MEMTABLES_MAX)
            .setTargetFileSizeBase(fileBytes())
            .setLevel0FileNumCompactionTrigger(LEVEL_0_FILES)
            .setArenaBlockSize(ARENA_BLOCK_BYTES)
            .setLevelCompactionDynamicLevelBytes(true)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
    return switch (family) {
      // Which keys are absent is known without asking (ADR 11): the last level needs no filters.
      case HEADERS -> withMemtableBloom(settings).setOptimizeFiltersForHits(true);
      case LIVENESS -> withMemtableBloom(settings);
      case ELEMENTS, SCORES, COUNTS -> {
        settings.useFixedLengthPrefixExtractor(SlotPrefix.COLLECTION_LENGTH);
        yield withMemtableBloom(settings).setCompactionFilter(elementFilter);
      }
      case EXPIRY -> settings.setCompactionFilter(expiryFilter);
      case SYSTEM -> settings;
    };
  }

  private long fileBytes() {
    return Math.max(FILE_BYTES_MIN, options.writeBufferBytes() / FILES_OF_WRITE_BUFFER);
  }

  /** It is asked for keys; for prefixes, too, where the family has them. */
  private ColumnFamilyOptions withMemtableBloom(ColumnFamilyOptions settings) {
    double ratio =
        Math.min(MEMTABLE_BLOOM_RATIO, MEMTABLE_BLOOM_BYTES_MAX / options.writeBufferBytes());
    return settings.setMemtableWholeKeyFiltering(true).setMemtablePrefixBloomSizeRatio(ratio);
  }

  /**
   * The filters answer from memory that a key, or a collection, is not there. Where the last level
   * has none they are small: whole ones are asked faster than parts of them.
   */
  private BlockBasedTableConfig table(Family family) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(family == Family.HEADERS ? HEADER_BLOCK_BYTES : BLOCK_BYTES)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setIndexType(IndexType.kTwoLevelIndexSearch)
            .setPartitionFilters(family != Family.HEADERS)
            .setIndexBlockRestartInterval(INDEX_RESTART_INTERVAL)
            .setMetadataBlockSize(METADATA_BLOCK_BYTES)
            .setPinTopLevelIndexAndFilter(true);
    return family == Family.EXPIRY ? table : table.setFilterPolicy(bloom);
  }

  private <T extends RocksObject> T own(T object) {
    toClose.push(object);
    return object;
  }

  @Override
  public void close() {
    while (!toClose.isEmpty()) {
      toClose.pop().close();
    }
  }
}
