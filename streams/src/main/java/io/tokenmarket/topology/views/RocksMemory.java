package io.tokenmarket.topology.views;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One budget of memory for all RocksDB stores of the process, and a bound for the files of each.
 * Without them each store of each partition takes its own block cache and write buffers, about 100
 * MB, and keeps every file open that it ever wrote.
 */
public final class RocksMemory implements RocksDBConfigSetter {
  private static final long TOTAL_BYTES = 64L << 20;
  private static final long WRITE_BYTES = 24L << 20;
  private static final long BUFFER_BYTES = 4L << 20;

  /** RocksDB keeps ten less tables of a store open; more are opened as they are read. */
  private static final int OPEN_FILES = 30;

  /** Native memory of the process: lives as long as the process does. */
  private static final Cache CACHE = cache();

  private static final WriteBufferManager BUFFERS = new WriteBufferManager(WRITE_BYTES, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(BUFFERS);
    options.setWriteBufferSize(BUFFER_BYTES);
    options.setMaxOpenFiles(OPEN_FILES);
  }

  /** Closes nothing: cache and buffers are shared. */
  @Override
  public void close(String storeName, Options options) {}

  private static Cache cache() {
    RocksDB.loadLibrary();
    return new LRUCache(TOTAL_BYTES);
  }
}
