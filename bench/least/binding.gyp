{
  "targets": [{ "target_name": "least", "sources": ["least.c"], "cflags": ["-O3"] }]
}
