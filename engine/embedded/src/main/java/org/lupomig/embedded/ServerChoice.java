package org.lupomig.embedded;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lupomig.embedded.EmbeddedServerException.Problem;

/** Which server runs: the bundled one, else an installed one; but always one that can read the data that is there. */
final class ServerChoice {
    private ServerChoice() {}

    static ServerProgram forDataOf(Path directory) throws EmbeddedServerException, IOException, InterruptedException {
        String madeBy = DataDirectory.madeBy(directory);
        ServerProgram bundled = null;
        EmbeddedServerException unusable = null;
        try {
            bundled = BundledServer.find(directory);
        } catch (EmbeddedServerException e) {
            unusable = e; // an installed one may do
        }
        if (bundled != null && reads(bundled, madeBy)) {
            return bundled;
        }
        ServerProgram installed = InstalledServer.find();
        if (installed != null && reads(installed, madeBy)) {
            return installed;
        }
        ServerProgram other = bundled != null ? bundled : installed;
        if (other != null) {
            throw new EmbeddedServerException(
                    Problem.OTHER_VERSION,
                    "the data in " + directory + " was written by MariaDB " + madeBy + ", but the server here is "
                            + other.version() + "; install that series, or move the directory away to begin anew");
        }
        if (unusable != null) {
            throw unusable;
        }
        throw new EmbeddedServerException(
                Problem.NO_SERVER,
                "there is no MariaDB server for this platform in the distribution and none is installed;"
                        + " install MariaDB 10.6 or newer, or name a database server");
    }

    private static boolean reads(ServerProgram program, @Nullable String madeBy) {
        return madeBy == null || ServerProgram.series(madeBy).equals(ServerProgram.series(program.version()));
    }
}
