variable "name" {
  description = "Name of the network and prefix of everything in it."
  type        = string
}

variable "cidr" {
  description = "Addresses of the network, a /16."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && endswith(var.cidr, "/16")
    error_message = "The network needs a /16, e.g. 10.0.0.0/16."
  }
}

variable "cluster_name" {
  description = "EKS cluster whose load balancers go into the subnets."
  type        = string
}

variable "single_nat_gateway" {
  description = "One NAT gateway for all zones: cheaper, and a zone that fails takes the way out with it."
  type        = bool
  default     = false
}

variable "flow_log_retention_days" {
  description = "How long CloudWatch keeps the flow logs."
  type        = number
  default     = 30
}

variable "kms_key_arn" {
  description = "Key that encrypts the flow logs."
  type        = string
}
