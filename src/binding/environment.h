// Everything of ours that belongs to one environment.
#ifndef HICAST_BINDING_ENVIRONMENT_H
#define HICAST_BINDING_ENVIRONMENT_H

#include <napi.h>

#include "hicast_tls.h"

namespace hicast {

struct EnvironmentData {
  EnvironmentData() = default;
  EnvironmentData(const EnvironmentData&) = delete;
  EnvironmentData& operator=(const EnvironmentData&) = delete;
  ~EnvironmentData() {
    hc_tls_lib_unref(tls);
  }

  hc_tls_lib_t* tls = nullptr;       // looked up when first wanted
  const char* tls_reason = nullptr;  // why there is none, once looked up
};

}  // namespace hicast

#endif  // HICAST_BINDING_ENVIRONMENT_H
