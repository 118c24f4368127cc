"""Private files in an S3-compatible bucket; imported only where one is named."""

from botocore.config import Config
from storages.backends.s3 import S3Storage

from incubator.core.files.storage import NoAddress, incoming_folder

MEMORY = 2 * 1024 * 1024
TIMEOUT = 10  # seconds


class PrivateBucket(NoAddress, S3Storage):
    """Objects that the bucket gives to us alone; they pass through the application."""

    def __init__(self, *, addressing_style: str = "auto", **options: object) -> None:
        incoming_folder()
        config = Config(
            connect_timeout=TIMEOUT,
            read_timeout=TIMEOUT,
            signature_version="s3v4",
            s3={"addressing_style": addressing_style},
            # The servers of other makers do not know Amazon's newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(
            client_config=config,
            file_overwrite=False,
            max_memory_size=MEMORY,  # what is larger passes through the disk
            **options,
        )
