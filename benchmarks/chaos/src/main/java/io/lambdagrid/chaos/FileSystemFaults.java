package io.lambdagrid.chaos;

import io.lambdagrid.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;

/** What operators and full disks do to HDFS. */
final class FileSystemFaults implements AutoCloseable {
    /** The smallest there is; a folder that holds more may get nothing more. */
    private static final long SMALLEST_QUOTA_BYTES = 1;

    private final DistributedFileSystem files;
    private final Path folder;

    /**
     * Connects.
     *
     * @param folder whose quota is used up
     */
    FileSystemFaults(LocalStack stack, String folder) throws IOException {
        URI uri = stack.hdfsUri();
        this.files = (DistributedFileSystem) FileSystem.newInstance(uri, new Configuration());
        this.folder = new Path("/" + folder);
    }

    void enterSafeMode() throws IOException {
        files.setSafeMode(SafeModeAction.ENTER);
    }

    void leaveSafeMode() throws IOException {
        files.setSafeMode(SafeModeAction.LEAVE);
    }

    void useUpQuota() throws IOException {
        files.setQuota(folder, HdfsConstants.QUOTA_DONT_SET, SMALLEST_QUOTA_BYTES);
    }

    void liftQuota() throws IOException {
        files.setQuota(folder, HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
