#include "hicast_engine.h"

const char* hc_status_name(int status) {
  switch (status) {
    case HC_OK:
      return "HC_OK";
#define HC_STATUS_NAME(value, name, text)                                      \
  case value:                                                                  \
    return "HC_" #name;
      HC_STATUS_MAP(HC_STATUS_NAME)
#undef HC_STATUS_NAME
    default:
      return "HC_UNKNOWN";
  }
}

const char* hc_status_text(int status) {
  switch (status) {
    case HC_OK:
      return "success";
#define HC_STATUS_TEXT(value, name, text)                                      \
  case value:                                                                  \
    return text;
      HC_STATUS_MAP(HC_STATUS_TEXT)
#undef HC_STATUS_TEXT
    default:
      return "unknown status";
  }
}
