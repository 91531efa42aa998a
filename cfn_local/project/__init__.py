"""An extension project on disk: loaded, generated and packaged in a scratch copy, and started on a local AWS."""
